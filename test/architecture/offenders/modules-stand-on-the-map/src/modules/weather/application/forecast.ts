export const forecast = 'rain';
