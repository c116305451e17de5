import { Route, Routes } from 'react-router-dom';
import { AgentView } from './AgentView';

/** The chat with agents and, at `/:conversationId`, one conversation. */
export function AgentPage() {
  return (
    <Routes>
      <Route path=":conversationId?" element={<AgentView />} />
    </Routes>
  );
}
