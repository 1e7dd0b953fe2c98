/**
 * Returns the headers by which mail programs recognize the list (RFC 2919) and offer to unsubscribe with one click
 * (RFC 8058). `from` is the sender, whose domain names the list if the service has no public address.
 */
export function listHeaders(
  agency: string,
  from: string,
  publicUrl: string | undefined,
  unsubscribe: string | undefined,
): Record<string, string> {
  const host = publicUrl === undefined ? /@([\w.-]+)/.exec(from)?.[1] : new URL(publicUrl).hostname
  return {
    'List-Id': `<${agency}.weekly-summary.${host ?? 'localhost'}>`,
    ...(unsubscribe !== undefined && {
      'List-Unsubscribe': `<${unsubscribe}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  }
}
