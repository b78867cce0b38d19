import { isDiskFull } from '../formats/spoken.ts';
import { BusyError } from './patience.ts';
import { ConnectionError } from './postgres/trouble.ts';

/** The store is away, busy or full: whatever was to be kept is not at fault, and is to be kept later. */
export const isStoreTrouble = (error: unknown): boolean =>
	error instanceof BusyError || error instanceof ConnectionError || isDiskFull(error);
