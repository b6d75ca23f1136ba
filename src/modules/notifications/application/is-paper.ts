/** Id of the venue where money is simulated. */
const PAPER_VENUE = 'paper';

/** Whether what happens at a venue is simulated, which every text about it says first. */
export const isPaper = (venue: string): boolean => venue === PAPER_VENUE;

/** Events of a bot's life do not name its venue. Every account is on paper as long as no other kind can be made. */
export const BOTS_ARE_ON_PAPER = true;
