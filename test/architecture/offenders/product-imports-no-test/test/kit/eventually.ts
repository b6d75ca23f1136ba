export const eventually = true;
