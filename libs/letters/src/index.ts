export { problemsOfWording } from './check-wording';
export { contentOf, type LetterFrame, type WordedLetter } from './letter-content';
export { addresseeOf, senderOf, type Addressee, type LetterDirectory } from './letter-directory';
export { variablesOf, type VariableView } from './letter-variables';
export { sampleFacts } from './sample-facts';
export { TemplateTextError } from './template-language';
