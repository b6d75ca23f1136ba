import type { Order } from '../../../generated/prisma/client.js';
import { Pool } from 'pg';

export const pool = Pool;
export type Row = Order;
