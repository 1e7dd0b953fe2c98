/** Who may be signed in with one click, where the service runs with demo data. */
export interface Demo {
  password: string
  users: { email: string; name: string; role: string }[]
}

/** Null where there is no demo. */
export async function findDemo(): Promise<Demo | null> {
  const response = await fetch('./demo.json').catch(() => null)
  return response?.ok ? ((await response.json()) as Demo) : null
}
