/**
 * One writer in a process of its own, which ends itself by SIGKILL at a chosen call of Git. Started by the tests with
 * its task as the only argument.
 */
import { Author } from '@zerotouch/plugin-gitops-common';
import { LocalForge } from '../local';
import { readSeedFiles, seedRepository } from '../seed';
import { ChildTask } from './childTask';

const founder: Author = { ref: 'user:default/founder', kind: 'human' };

async function work(task: ChildTask): Promise<void> {
  let moments = 0;
  const forge = await LocalForge.create({
    directory: task.directory,
    onGitCall: ({ phase, args }) => {
      if (phase === 'after' && args[0] !== 'update-ref') return;
      moments++;
      if (moments === task.killAt) {
        process.kill(process.pid, 'SIGKILL');
      }
    },
  });
  switch (task.kind) {
    case 'create':
      await forge.createProposal(task.request);
      break;
    case 'merge':
      await forge.mergeProposal({ ...task.proposal, approver: founder });
      break;
    case 'close':
      await forge.closeProposal({
        number: task.proposal.number,
        reason: 'No.',
        by: founder,
      });
      break;
    case 'commit':
      await forge.addCommit({
        number: task.proposal.number,
        expectedHeadSha: task.proposal.headSha,
        title: 'More',
        author: founder,
        changes: [{ path: 'docs/more.md', content: 'more\n' }],
      });
      break;
    case 'update':
      await forge.updateProposal({
        number: task.proposal.number,
        author: founder,
      });
      break;
    case 'seed': {
      const { files } = await readSeedFiles(task.from);
      await seedRepository({ forge, files });
      break;
    }
    default:
      throw new Error(`Unknown task ${JSON.stringify(task satisfies never)}`);
  }
}

work(JSON.parse(process.argv[2] ?? '')).catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
