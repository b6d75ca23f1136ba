import { OnRecord } from '../../../shared/platform/bus/on-record.js';
import { ThingRenamed } from '../../exchange/contracts/events/thing-renamed.event.js';

@OnRecord('positions', ThingRenamed) // offends
export class Swallow {}

const module = 'orders';

@OnRecord(module, ThingRenamed) // offends
export class Guess {}
