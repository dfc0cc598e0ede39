import { execFileSync } from 'node:child_process';

export interface Check {
  title: string;
  /** A bash command line, run in the project's root; status 0 is passed. */
  command: string;
}

/** Everything that is checked besides the tests. Each counts as one. */
export const CHECKS: Check[] = [
  { title: 'format', command: 'biome format . && buf format --diff --exit-code' },
  { title: 'lint', command: 'biome check . && oxlint --type-aware --deny-warnings . && buf lint' },
  { title: 'types', command: 'tsc --noEmit' },
  {
    title: 'generated code is what the protos say',
    // Untracked files too: a new proto whose code was not added is as stale as a changed one.
    command:
      'npm run --silent generate && git diff --exit-code -- proto && test -z "$(git status --porcelain -- proto)"',
  },
  ...['single-machine', 'containers'].map((topology) => ({
    title: `Envoy accepts the configuration for ${topology}`,
    command: `file=$(mktemp --suffix=.yaml) && node gateway/src/main.ts ${topology} > "$file" && "$ENVOY_PATH" --mode validate -c "$file"; status=$?; rm -f "$file"; exit $status`,
  })),
];

/** Compares the protos with the latest release, if there is one: callers of a release must keep working. */
export function breakingCheck(rootDir: string): Check | undefined {
  const tags = execFileSync('git', ['tag', '--list', 'v*', '--sort=-v:refname', '--merged', 'HEAD'], {
    cwd: rootDir,
    encoding: 'utf8',
  });
  const latest = tags.split('\n')[0];
  if (!latest) return undefined;
  return {
    title: `the contract of ${latest} still holds`,
    command: `buf breaking --against ".git#tag=${latest}"`,
  };
}
