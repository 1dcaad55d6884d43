/** The id of the version that ships with the product: always there, and always approved. */
export const SHIPPED_CALENDAR = 'shipped';
