/** One @, a domain with a dot, no blanks and none of the characters that would have to be quoted. */
export const emailForm = /^[^\s@"(),:;<>[\\\]]+@[^\s@.]+(\.[^\s@.]+)+$/

/** Is this an e-mail address, of at most 254 characters as RFC 5321 has it? */
export const isEmail = (text: string): boolean => text.length <= 254 && emailForm.test(text)
