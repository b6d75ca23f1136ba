import { AskTimeout } from '../../../shared/platform/bus/bus.port.js';

/** The answer, or null when none came in time: what a neighbour did not say is not known now. */
export async function ifAnswered<Answer>(asked: Promise<Answer>): Promise<Answer | null> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof AskTimeout) return null;
    throw error;
  }
}
