import { expect, test } from 'vitest';
import { countTests } from './count-tests.ts';

const report = {
  numPassedTests: 7,
  numFailedTests: 2,
  numPendingTests: 1,
  numTodoTests: 3,
  numFailedTestSuites: 2,
  testResults: [
    { status: 'passed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [{}] },
    { status: 'failed', assertionResults: [] },
  ],
};

test('skipped and to-do tests count as skipped, and a file that broke before its tests as failed', () => {
  expect(countTests(report)).toEqual({ passed: 7, failed: 3, skipped: 4 });
});
