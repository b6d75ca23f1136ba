export const levels = 20;
