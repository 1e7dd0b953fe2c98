/** The files of a workbook other than its sheets, as XML (Office Open XML). */
import type { Language } from '../../core/locale.js'
import { escapeXml } from '../../core/escape-xml.js'
import { formatterFor } from '../../weekly/text/formatter.js'

export interface WorkbookProperties {
  title: string
  language: Language
  createdAt: Date
}

/** A sheet as the parts of the workbook name it. */
export interface SheetPart {
  name: string
  /** Of the file, from 1. */
  number: number
  /** Whether its first row has headings, which each printed page repeats. */
  hasHeadings: boolean
}

export interface PackageFile {
  name: string
  content: string
}

export const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
export const spreadsheetNamespace = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
export const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships'
const coreProperties = 'http://schemas.openxmlformats.org/package/2006/metadata/core-properties'
const mediaTypePrefix = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

export const formatSheetPath = (number: number): string => `xl/worksheets/sheet${number}.xml`
export const formatTablePath = (number: number): string => `xl/tables/table${number}.xml`

const top = '<alignment vertical="top"/>'
const wrapped = '<alignment wrapText="1" vertical="top"/>'

const renderNumberStyle = (format: number): string =>
  `<xf numFmtId="${format}" applyNumberFormat="1" applyAlignment="1">${top}</xf>`

const renderTextStyle = (font: number, fill = 0): string =>
  `<xf fontId="${font}" fillId="${fill}" applyFont="1" applyFill="1" applyAlignment="1">${wrapped}</xf>`

/** In the order of `cellStyles`. Days have the format of the reader's spreadsheet program, numbers its separators. */
const cellFormats = [
  '<xf/>',
  renderTextStyle(1, 2),
  renderTextStyle(0),
  ...[14, 3, 4, 22].map(renderNumberStyle),
  renderTextStyle(2),
  renderTextStyle(3),
  renderTextStyle(1),
]

const fontName = '<name val="Calibri"/><family val="2"/>'

const stylesXml = `<styleSheet xmlns="${spreadsheetNamespace}"><fonts count="4"><font><sz val="11"/>${fontName}</font><font><b/><sz val="11"/>${fontName}</font><font><b/><sz val="16"/>${fontName}</font><font><u/><sz val="11"/><color rgb="FF1F5B8C"/>${fontName}</font></fonts>
<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFE4EDF5"/><bgColor indexed="64"/></patternFill></fill></fills>
<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="${cellFormats.length}">${cellFormats.join('')}</cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`

/** Returns the files before the sheets. */
export const renderLeadingFiles = (properties: WorkbookProperties): PackageFile[] => [
  { name: '_rels/.rels', content: packageRelationsXml },
  { name: 'docProps/core.xml', content: renderCoreProperties(properties) },
  { name: 'xl/styles.xml', content: `${declaration}${stylesXml}` },
]

const renderRelations = (relations: string): string =>
  `${declaration}<Relationships xmlns="${packageRelations}">${relations}</Relationships>`

export const renderRelation = (id: string, type: string, target: string): string =>
  `<Relationship Id="${id}" Type="${type}" Target="${target}"/>`

const packageRelationsXml = renderRelations(
  renderRelation('r1', `${officeRelations}/officeDocument`, 'xl/workbook.xml') +
    renderRelation('r2', `${packageRelations}/metadata/core-properties`, 'docProps/core.xml'),
)

const renderCoreProperties = ({ title, language, createdAt }: WorkbookProperties): string =>
  `${declaration}<cp:coreProperties xmlns:cp="${coreProperties}" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>${escapeXml(title)}</dc:title><dc:creator>Ancrage</dc:creator><dc:language>${formatterFor(language).tag}</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">${createdAt.toISOString().slice(0, 19)}Z</dcterms:created></cp:coreProperties>`

/** Returns the files after the sheets: they list what was written. `sheets` are in the order of their tabs. */
export function renderTrailingFiles(sheets: readonly SheetPart[], tables: number): PackageFile[] {
  const relations = sheets.map(({ number }) =>
    renderRelation(`r${number}`, `${officeRelations}/worksheet`, `worksheets/sheet${number}.xml`),
  )
  const styles = renderRelation('rs', `${officeRelations}/styles`, 'styles.xml')
  return [
    { name: 'xl/workbook.xml', content: renderWorkbook(sheets) },
    { name: 'xl/_rels/workbook.xml.rels', content: renderRelations(`${relations.join('')}${styles}`) },
    { name: '[Content_Types].xml', content: renderContentTypes(sheets, tables) },
  ]
}

function renderWorkbook(sheets: readonly SheetPart[]): string {
  const entries = sheets.map(
    ({ name, number }) => `<sheet name="${escapeXml(name)}" sheetId="${number}" r:id="r${number}"/>`,
  )
  const names = sheets.flatMap(({ name, hasHeadings }, i) =>
    hasHeadings
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${escapeXml(quoteSheetName(name))}!$1:$1</definedName>`,
        ]
      : [],
  )
  const definedNames = names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''
  return `${declaration}<workbook xmlns="${spreadsheetNamespace}" xmlns:r="${officeRelations}"><bookViews><workbookView activeTab="0" tabRatio="850"/></bookViews><sheets>${entries.join('')}</sheets>${definedNames}</workbook>`
}

/** Returns the name of a sheet as references have it. */
export const quoteSheetName = (name: string): string => `'${name.replace(/'/g, "''")}'`

function renderContentTypes(sheets: readonly SheetPart[], tables: number): string {
  const overrides = [
    renderOverride('xl/workbook.xml', `${mediaTypePrefix}.sheet.main+xml`),
    ...sheets.map(({ number }) =>
      renderOverride(formatSheetPath(number), `${mediaTypePrefix}.worksheet+xml`),
    ),
    ...Array.from({ length: tables }, (_, i) =>
      renderOverride(formatTablePath(i + 1), `${mediaTypePrefix}.table+xml`),
    ),
    renderOverride('xl/styles.xml', `${mediaTypePrefix}.styles+xml`),
    renderOverride('docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  ]
  return `${declaration}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides.join('')}</Types>`
}

const renderOverride = (part: string, type: string): string =>
  `<Override PartName="/${part}" ContentType="${type}"/>`

/** Returns the relations of a sheet to its table. */
export const renderTableRelation = (number: number): string =>
  renderRelations(renderRelation('t1', `${officeRelations}/table`, `../tables/table${number}.xml`))
