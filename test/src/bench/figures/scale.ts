/** How much work a benchmark does: what its documented figures come from, or a form of seconds. */
export type Scale = 'FULL' | 'SHORT';
