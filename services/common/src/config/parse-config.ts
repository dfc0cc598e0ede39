/** Turns the text of an environment variable into a value, or throws a sentence saying what is allowed. */
export interface Field<T> {
  /** Name of the environment variable. */
  name: string;
  /** Text taken when the variable is not set. Undefined: it must be set. */
  defaultText: string | undefined;
  parse(text: string): T;
}

/** Thrown with every fault of the environment at once. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/**
 * Reads a configuration from the environment.
 * @throws ConfigError naming every variable that is missing or wrong.
 */
export function parseConfig<T>(env: NodeJS.ProcessEnv, fields: { [K in keyof T]: Field<T[K]> }): T {
  const faults: string[] = [];
  const config: Partial<T> = {};
  for (const key of Object.keys(fields) as (keyof T)[]) {
    const field = fields[key];
    const given = env[field.name];
    const text = given === undefined || given === '' ? field.defaultText : given;
    if (text === undefined) {
      faults.push(`${field.name} must be set`);
      continue;
    }
    try {
      config[key] = field.parse(text);
    } catch (error) {
      faults.push(`${field.name} is "${text}": ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  if (faults.length > 0) throw new ConfigError(`Wrong configuration: ${faults.join('; ')}.`);
  return config as T;
}
