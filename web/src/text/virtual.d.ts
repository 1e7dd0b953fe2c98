declare module 'virtual:texts/*' {
  import type { Section } from './translate.js'
  const texts: Section
  export default texts
}
