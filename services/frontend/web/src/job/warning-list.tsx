import { errorSentence } from '../i18n/error-sentence.ts';
import { useLanguage } from '../i18n/language.tsx';
import type { StepWarning } from './job-view.ts';

/** Warnings whose own message says more than their reason: it is in English. */
const WITH_DETAILS: readonly string[] = ['PROMPT_TRANSLATED'];

/** What a person should look at in this ad. */
export function WarningList({ warnings }: { warnings: StepWarning[] }) {
  const { t } = useLanguage();
  return (
    <div role="status">
      {warnings.length > 0 && (
        <div className="warnings">
          <h3 className="warnings__title">{t.warnings}</h3>
          <ul className="warnings__list">
            {warnings.map((warning) => (
              <li key={`${warning.step} ${warning.reason} ${warning.message}`}>
                {errorSentence(warning, t)}
                {WITH_DETAILS.includes(warning.reason) && (
                  <span className="warnings__detail" lang="en">
                    {warning.message}
                  </span>
                )}
              </li>
            ))}
          </ul>
        </div>
      )}
    </div>
  );
}
