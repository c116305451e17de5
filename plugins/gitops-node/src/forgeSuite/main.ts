/* eslint-disable jest/no-export -- a suite that every forge runs is exported to their tests */
import { GitopsMainEvent } from '@zerotouch/plugin-gitops-common';
import { GitForge } from '../GitForge';
import { CreateForge, founder, request, useForge } from './harness';

// Collects events and lets a test wait for the next one.
function follow(forge: GitForge, signal: AbortSignal) {
  const events: GitopsMainEvent[] = [];
  const waiting: Array<(event: GitopsMainEvent) => void> = [];
  forge.watchMain({
    signal,
    onMove: event => {
      const next = waiting.shift();
      if (next) next(event);
      else events.push(event);
    },
  });
  return {
    events,
    next: () =>
      new Promise<GitopsMainEvent>(resolve => {
        const event = events.shift();
        if (event) resolve(event);
        else waiting.push(resolve);
      }),
  };
}

/** Following main and comparing commits. */
export function describeMain(createForge: CreateForge): void {
  describe('main', () => {
    const create = useForge(createForge);
    let controller: AbortController;
    beforeEach(() => {
      controller = new AbortController();
    });
    afterEach(() => controller.abort());

    it('lists what differs between two commits', async () => {
      const { forge } = await create();
      const { baseSha, headSha, files } = await forge.createProposal(
        request({
          changes: [
            { path: 'README.md', content: 'new\n' },
            { path: 'tenants/acme/tenant.yaml', content: null },
          ],
        }),
      );
      expect(await forge.listChanges({ baseSha, headSha })).toEqual(files);
      expect(await forge.listChangedPaths({ baseSha, headSha })).toEqual([
        'README.md',
        'tenants/acme/tenant.yaml',
      ]);
      expect(
        await forge.listChangedPaths({ baseSha, headSha: baseSha }),
      ).toEqual([]);
    });

    it('tells the present head first, then every move with its paths', async () => {
      const { forge, another } = await create();
      const before = await forge.getHead();
      const moves = follow(forge, controller.signal);
      expect(await moves.next()).toEqual({ after: before, paths: [] });
      const { number, headSha } = await forge.createProposal(
        request({ changes: [{ path: 'a.md', content: 'a\n' }] }),
      );
      const second = await another();
      const { mergeSha } = await second.mergeProposal({
        number,
        headSha,
        approver: founder,
      });
      expect(await moves.next()).toEqual({
        before,
        after: mergeSha,
        paths: ['a.md'],
      });
    });

    it('tells a move again when nobody could take it', async () => {
      const { forge } = await create();
      const errors: Error[] = [];
      const head = await forge.getHead();
      let merge = async () => {};
      const delivered = new Promise<GitopsMainEvent>(resolve => {
        let calls = 0;
        forge.watchMain({
          signal: controller.signal,
          onError: error => errors.push(error),
          onMove: event => {
            calls++;
            if (calls === 1) {
              // The next look comes with the next move.
              merge().catch(error => errors.push(error));
              throw new Error('The catalog is not ready.');
            }
            resolve(event);
          },
        });
        merge = async () => {
          const { number, headSha } = await forge.createProposal(request());
          await forge.mergeProposal({ number, headSha, approver: founder });
        };
      });
      const event = await delivered;
      expect(event.before).toBeUndefined();
      expect(
        event.after === head || event.after === (await forge.getHead()),
      ).toBe(true);
      expect(errors.map(error => error.message)).toEqual([
        'The catalog is not ready.',
      ]);
    });

    it('is silent after the end of the watch', async () => {
      const { forge } = await create();
      const moves = follow(forge, controller.signal);
      await moves.next();
      controller.abort();
      const witness = new AbortController();
      const others = follow(forge, witness.signal);
      await others.next();
      const { number, headSha } = await forge.createProposal(request());
      await forge.mergeProposal({ number, headSha, approver: founder });
      await others.next();
      witness.abort();
      expect(moves.events).toEqual([]);
    });
  });
}
