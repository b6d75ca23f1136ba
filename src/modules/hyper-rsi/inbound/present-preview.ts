import type { PricedPreview } from '../application/preview.js';
import { FINDING_TEXTS, type Finding } from '../domain/index.js';
import type { FindingDto, HyperRsiPreviewDto } from './preview.dto.js';

type Language = 'ko' | 'en';

/** Words of a preview that stand in the details of a finding, as people read them. */
const WORDS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  long: { ko: '롱', en: 'long' },
  short: { ko: '숏', en: 'short' },
};

export const previewDto = (preview: PricedPreview, language: Language): HyperRsiPreviewDto => ({
  ...preview,
  refusals: preview.refusals.map((finding) => findingDto(finding, language)),
  warnings: preview.warnings.map((finding) => findingDto(finding, language)),
});

function findingDto({ code, details }: Finding, language: Language): FindingDto {
  const message = FINDING_TEXTS[code][language].replace(/\{(\w+)\}/g, (_all, name: string) =>
    shown(details[name], language),
  );
  return { code, message, details };
}

function shown(value: unknown, language: Language): string {
  if (value === null) return language === 'ko' ? '없음' : 'none';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return WORDS[text]?.[language] ?? text;
}
