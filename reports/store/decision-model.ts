import type { Step } from '../rulings.ts';
import type { KnownSite } from './model.ts';

/** What people decide, as the store keeps it: of findings, of vetoes, of points and of months. */

/** On its way to be frozen: `objections` opens the time for them, `freeze` ends it, `reopen` takes either back. */
export const monthSteps = ['objections', 'freeze', 'reopen'] as const;
export type MonthStep = (typeof monthSteps)[number];

/** Who takes a step that no person took. */
export const program = '系统';

/** Who took a step, when and why. */
export interface Signed {
	readonly by: string;
	/** ISO. */
	readonly at: string;
	readonly reason?: string;
}

export interface MonthEvent extends Signed {
	readonly step: MonthStep;
	/** Of `objections`: their last day. */
	readonly until?: string;
}

/** A step that is to be taken with a month. */
export interface MonthDecision extends MonthEvent {
	readonly period: string;
	/** Of `freeze`: though its term for objections still runs or something waits for a person. It needs a reason then. */
	readonly anyway?: boolean;
}

/** How far a month is. */
export interface MonthState {
	readonly state: 'draft' | 'objections' | 'frozen';
	/** Last day for objections. */
	readonly until?: string;
	/** Oldest first. */
	readonly history: readonly MonthEvent[];
}

/** What a person wants done with a finding. */
export interface FindingStep extends Signed {
	readonly site: string;
	/** The month that it is seen in: it holds from there on. */
	readonly period: string;
	readonly finding: string;
	readonly step: Step;
	/** Of a waiver: its last day. */
	readonly until?: string;
}

/** What a person says of a veto; without `holds`, what was said is taken back. */
export interface VetoStep extends Signed {
	readonly site: string;
	readonly period: string;
	readonly veto: string;
	readonly holds?: boolean;
}

/** Points that a person enters for an indicator, or as `bonus`; without `points`, what was entered is taken back. */
export interface PointsStep extends Signed {
	readonly site: string;
	readonly period: string;
	readonly indicator: string;
	readonly points?: number;
}

/** One decision as it was taken. */
export interface StoredDecision extends Signed {
	readonly period: string;
	readonly about: 'finding' | 'veto' | 'points';
	/** The finding's id, the veto, or the indicator. */
	readonly subject: string;
	readonly step: Step | 'enter';
	readonly until?: string;
	readonly points?: number;
}

/** Which of the sites that wait for a person are wanted. */
export interface AwaitingQuery {
	/** From 1. Default: 1. */
	readonly page?: number;
	/** Rows a page. Default: 50. */
	readonly size?: number;
	/** Ids of the only ones that count. Default: all. */
	readonly sites?: readonly string[];
}

/** What waits in the sites beside one: behind it, or before it. Without `from`: in all of them. */
export interface BesideQuery {
	readonly period: string;
	readonly way: 'next' | 'previous';
	readonly from?: string;
	/** Ids of the only ones that count. Default: all. */
	readonly sites?: readonly string[];
}

/** A finding that waits for a person. */
export interface AwaitingFinding {
	readonly site: string;
	readonly finding: string;
}

/** Sites that wait for a person: some of them, and what all of them come to. */
export interface AwaitingPage {
	readonly rows: readonly Awaiting[];
	/** Sites. */
	readonly count: number;
	readonly review: number;
	readonly disputed: number;
	readonly vetoes: number;
}

/** A site that waits for a person. */
export interface Awaiting {
	readonly site: KnownSite;
	readonly review: number;
	readonly disputed: number;
	readonly vetoes: number;
}
