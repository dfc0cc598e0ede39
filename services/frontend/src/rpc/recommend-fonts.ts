import type { FieldViolation } from '@nanococoa/common/errors/app-error.ts';
import { AppError } from '@nanococoa/common/errors/app-error.ts';
import { FONTS } from '@nanococoa/common/fonts/font-catalogue.ts';
import { recommendFonts as rank } from '@nanococoa/common/fonts/recommend-fonts.ts';
import { PARAMETERS } from '@nanococoa/common/parameters/parameter-table.ts';
import { FontRecommendation } from '@nanococoa/proto/common/v1/catalog.ts';
import type { RecommendFontsRequest } from '@nanococoa/proto/frontend/v1/frontend_service.ts';

/** RecommendFonts: the fonts that suit a copy and its mood, the best first. */
export function recommendFonts() {
  return async (request: RecommendFontsRequest) => {
    check(request);
    const { copy, prompt, limit } = request;
    const fonts = rank({ copy, prompt, limit: limit || FONTS.length });
    return {
      fonts: fonts.map(({ font, score, reason }) =>
        FontRecommendation.create({ fontId: font.id, score, reason }),
      ),
    };
  };
}

function check({ copy, prompt, limit }: RecommendFontsRequest): void {
  const fields: FieldViolation[] = [];
  for (const [field, value, name] of [
    ['copy', copy, 'text.content'],
    ['prompt', prompt, 'text.prompt'],
  ] as const) {
    const longest = PARAMETERS.find((parameter) => parameter.name === name)?.maxLength ?? 0;
    const length = [...value].length;
    if (length > longest) fields.push({ field, description: `has ${length} characters; at most ${longest}` });
  }
  if (limit < 0) fields.push({ field: 'limit', description: `is ${limit}; must be 0 or more` });
  if (fields.length > 0) throw new AppError('INVALID_REQUEST', { fields });
}
