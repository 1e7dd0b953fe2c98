import { createRoot } from 'react-dom/client'
import './design/tokens.css'
import './design/base.css'
import { start } from './start.js'

const element = document.getElementById('root')
if (element) await start(createRoot(element))
