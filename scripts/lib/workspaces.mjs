import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { projectDir } from './project.mjs';

/** Lists the workspaces: `{ dir, name, manifest }`, sorted by folder. */
export function listWorkspaces() {
  return ['packages', 'plugins'].flatMap(parent =>
    readdirSync(join(projectDir, parent))
      .sort()
      .flatMap(name => readWorkspace(`${parent}/${name}`)),
  );
}

/** Lists the folders of a workspace and of all workspaces that it depends on, sorted. */
export function workspaceClosure(name) {
  const byName = new Map(
    listWorkspaces().map(workspace => [workspace.name, workspace]),
  );
  const seen = new Set();
  const visit = current => {
    const workspace = byName.get(current);
    if (!workspace || seen.has(workspace.dir)) return;
    seen.add(workspace.dir);
    Object.keys(workspace.manifest.dependencies ?? {}).forEach(visit);
  };
  visit(name);
  return [...seen].sort();
}

function readWorkspace(dir) {
  try {
    const manifest = JSON.parse(
      readFileSync(join(projectDir, dir, 'package.json'), 'utf8'),
    );
    return [{ dir, name: manifest.name, manifest }];
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return [];
    throw error;
  }
}
