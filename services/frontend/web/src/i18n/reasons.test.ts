import { ERROR_TABLE } from '@nanococoa/common/errors/error-table.ts';
import { WARNING_TABLE } from '@nanococoa/common/errors/warning-table.ts';
import { describe, expect, it } from 'vitest';
import { EN } from './en.ts';
import { KO } from './ko.ts';
import { REASONS_EN } from './reasons-en.ts';
import { REASONS_KO } from './reasons-ko.ts';

/** The page's own. */
const OWN = ['DOWNLOAD_DAMAGED'];

describe('reasons', () => {
  it('have a sentence in both languages', () => {
    expect(Object.keys(REASONS_KO).sort()).toEqual(Object.keys(REASONS_EN).sort());
  });

  it('are reasons that the services give', () => {
    const given = [...Object.keys(ERROR_TABLE), ...Object.keys(WARNING_TABLE), ...OWN];
    expect(Object.keys(REASONS_EN).filter((reason) => !given.includes(reason))).toEqual([]);
  });

  it('cover every warning: a person reads it beside the ad', () => {
    expect(Object.keys(WARNING_TABLE).filter((reason) => !(reason in REASONS_EN))).toEqual([]);
  });
});

it('both languages name the same sub-steps', () => {
  expect(Object.keys(KO.subSteps)).toEqual(Object.keys(EN.subSteps));
});
