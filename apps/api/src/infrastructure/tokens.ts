/** What is injected by name, being an interface or a plain value. */
export const CONFIG = Symbol('Config');
export const LOGGER = Symbol('Logger');
export const METRICS = Symbol('MetricsRegistry');
/** `BusinessNow`: what time it is for the cases. */
export const NOW = Symbol('BusinessNow');
