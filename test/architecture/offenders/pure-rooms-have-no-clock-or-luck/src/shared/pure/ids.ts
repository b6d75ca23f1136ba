export const random = Math.random; // offends
