/** Read by the model when it is loaded: under one seed the page comes out the same each time. */
process.env.MODEL_SEED = '20261204';
process.env.MODEL_CASES = '2500';
