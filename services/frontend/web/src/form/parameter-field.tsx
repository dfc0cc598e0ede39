import { type Font, type Parameter, ParameterType } from '@nanococoa/proto/common/v1/catalog.ts';
import { FontField } from '../fonts/font-field.tsx';
import { useLanguage } from '../i18n/language.tsx';
import { useWords } from '../i18n/words.ts';
import { defaultOf } from './changes.ts';
import { Field } from './field.tsx';
import { NumberField } from './number-field.tsx';
import { choiceName, nameOf } from './parameter-names.ts';
import { SeedField } from './seed-field.tsx';
import { TextField } from './text-field.tsx';
import { useModels } from './use-models.ts';
import type { Values } from './values.ts';
import { WORDS } from './words.ts';

interface ParameterFieldProps {
  parameter: Parameter;
  fonts: readonly Font[];
  /** Empty: the default, or chosen by the server. */
  value: string;
  values: Values;
  error?: string;
  onChange(value: string): void;
}

/** Up to so many steps a slider can be set by hand. */
const MAX_SLIDER_STEPS = 200;
const LONG_TEXT = 80;

/** A field for any parameter, by what the server says of it. */
export function ParameterField(props: ParameterFieldProps) {
  const { parameter, fonts, value, values, error, onChange } = props;
  const w = useWords(WORDS);
  const { name, type, maxLength, values: choices } = parameter;
  const label = nameOf(name, w);
  if (name === 'seed') return <SeedField {...{ value, parameter, error, onChange }} />;
  if (choices.length > 0 && choices.every((choice) => fonts.some(({ id }) => id === choice))) {
    return <FontField {...{ label, path: name, fonts, value, values, error, onChange }} isOptional />;
  }
  switch (type) {
    case ParameterType.INTEGER:
    case ParameterType.NUMBER:
      return (
        <NumberField
          {...{ label, path: name, value, parameter, error, onChange }}
          placeholder={defaultOf(parameter) || w.auto}
          sliderStep={sliderStep(parameter)}
        />
      );
    case ParameterType.BOOLEAN:
      return <SwitchField {...props} label={label} />;
    case ParameterType.CHOICE:
      return <SelectField {...props} label={label} choices={choices} />;
    case ParameterType.MODEL:
      return <ModelField {...props} label={label} />;
    default:
      return (
        <TextField
          {...{ label, path: name, name, value, parameter, error, onChange }}
          rows={maxLength > LONG_TEXT ? 2 : 1}
          placeholder={defaultOf(parameter)}
        />
      );
  }
}

type NamedProps = ParameterFieldProps & { label: string };

function SwitchField({ parameter, label, value, error, onChange }: NamedProps) {
  const { language } = useLanguage();
  return (
    <Field label={label} paths={[parameter.name]} help={parameter.description?.[language]} error={error}>
      {(control) => (
        <input
          {...control}
          className="toggle"
          type="checkbox"
          name={parameter.name}
          checked={(value || defaultOf(parameter)) === 'true'}
          onChange={(event) => onChange(String(event.target.checked))}
        />
      )}
    </Field>
  );
}

/** One of the installed models that can do what is asked of it. */
function ModelField(props: NamedProps) {
  const tasks = props.parameter.values;
  const models = useModels().filter((model) => tasks.some((task) => model.tasks.includes(task)));
  const ids = [...new Set([...models.map(({ id }) => id), ...(props.value === '' ? [] : [props.value])])];
  return <SelectField {...props} choices={ids} />;
}

function SelectField(props: NamedProps & { choices: readonly string[] }) {
  const { parameter, label, value, choices, error, onChange } = props;
  const { language } = useLanguage();
  const w = useWords(WORDS);
  const { name, type, description } = parameter;
  const fallback = defaultOf(parameter);
  return (
    <Field label={label} paths={[name]} help={description?.[language]} error={error}>
      {(control) => (
        <select
          {...control}
          className="input"
          name={name}
          value={value || fallback}
          onChange={(event) => onChange(event.target.value)}
        >
          {fallback === '' && <option value="">{w.serverChooses}</option>}
          {choices.map((choice) => (
            <option key={choice} value={choice}>
              {type === ParameterType.MODEL ? choice : choiceName(choice, choices, w)}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}

function sliderStep({ type, minimum, maximum }: Parameter): number | undefined {
  if (minimum === undefined || maximum === undefined) return undefined;
  const step = type === ParameterType.INTEGER || maximum - minimum > 10 ? 1 : 0.01;
  return (maximum - minimum) / step <= MAX_SLIDER_STEPS ? step : undefined;
}
