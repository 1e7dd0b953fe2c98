/** A mutation or a field, and what belongs to it, in parentheses: "(addToNeedToKnow)", "(updateDeal, officer: null)". */
const apiName = /\s*\([a-z]+[A-Z][^()]*\)/g

/** Returns a message of the service without the names that only programs use. */
export const withoutApiNames = (message: string): string => message.replace(apiName, '')
