/* global document, localStorage */
// Sets the chosen theme before the page is painted; without a choice the browser's applies. web/src/shell/theme.ts stores it.
const theme = localStorage.getItem('ancrage.theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
