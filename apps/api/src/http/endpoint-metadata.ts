/** Where a handler keeps the description of its endpoint. */
export const endpointMetadata = 'xiangaitong:endpoint';
