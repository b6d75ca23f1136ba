import { OnRecord } from '../../platform/bus/on-record.js'; // offends

export const route = OnRecord;
