/** What is injected by name, being an interface or a plain value. */
export const CONFIG = Symbol('Config');
export const LOGGER = Symbol('Logger');
/** `BusinessNow`: what time it is for the cases. */
export const NOW = Symbol('BusinessNow');
