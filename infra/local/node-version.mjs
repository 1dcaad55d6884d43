/**
 * Whether this Node can run the product. Kept free of imports and of newer
 * syntax, so that an old Node gets this far and says what is wrong.
 *
 * @param {string} version as in process.versions.node, e.g. '20.19.0'
 * @returns {boolean} true for 20.19 and later 20s, and for 22.12 and later
 */
export function nodeIsSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  if (major === 20) return minor >= 19;
  if (major === 22) return minor >= 12;
  return major > 22;
}
