import * as library from 'pg'; // offends
import type { PrismaClient } from '@prisma/client'; // offends
import type { Order } from '../../../generated/prisma/client.js'; // offends
import { from as copyFrom } from 'pg-copy-streams'; // offends

export const used = library;
