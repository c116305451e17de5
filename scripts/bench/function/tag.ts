/** The tag of every request as it is packed once; each call writes its own number over it, so that no two requests are equal. */
export const TAG = '0000000000';
