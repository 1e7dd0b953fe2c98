/** Users that can sign in with one click when the service runs with demo data. */
export interface DemoAccounts {
  password: string
  users: { email: string; name: string; role: string }[]
}

/** Returns null when the service has no demo data. */
export async function loadDemoAccounts(): Promise<DemoAccounts | null> {
  const response = await fetch('./demo.json').catch(() => null)
  return response?.ok ? ((await response.json()) as DemoAccounts) : null
}
