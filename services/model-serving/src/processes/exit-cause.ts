/** Why a process ended, in words: "signal SIGKILL", "exit code 134". */
export function exitCause(code: number | null, signal: NodeJS.Signals | null): string {
  return signal ? `signal ${signal}` : `exit code ${code ?? 'unknown'}`;
}
