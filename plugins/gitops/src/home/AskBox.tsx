import { Button } from '@backstage/ui';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { agentPath } from '../paths/portalPaths';
import styles from './home.module.css';

/** Takes a question and asks it in the chat. */
export function AskBox() {
  const [question, setQuestion] = useState('');
  const navigate = useNavigate();
  const text = question.trim();
  return (
    <form
      className={styles.ask}
      onSubmit={event => {
        event.preventDefault();
        navigate(text ? agentPath(text) : '/agent');
      }}
    >
      <input
        aria-label="Ask the platform"
        placeholder="Ask the platform, for example: How do I add a Dragonfly cache?"
        value={question}
        maxLength={4_000}
        onChange={event => setQuestion(event.target.value)}
      />
      <Button type="submit" variant="primary">
        Ask
      </Button>
    </form>
  );
}
