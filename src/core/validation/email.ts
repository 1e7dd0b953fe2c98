/** One @, a domain with a dot, no white space and none of the characters that need quoting. */
export const emailForm = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/

/** Returns whether this is an e-mail address of at most 254 characters (RFC 5321). */
export const isEmail = (text: string): boolean => text.length <= 254 && emailForm.test(text)
