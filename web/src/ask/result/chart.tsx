/** Draws with ECharts: a chunk of its own, loaded when a chart is shown. */
import { BarChart, LineChart } from 'echarts/charts'
import { AriaComponent, GridComponent, LegendComponent } from 'echarts/components'
import { init, use as register, type ECharts, type EChartsCoreOption } from 'echarts/core'
import { CanvasRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'
import { useTexts, type Texts } from '../../text/texts.js'
import type { ChartData } from './chart-data.js'

register([BarChart, LineChart, GridComponent, LegendComponent, AriaComponent, CanvasRenderer])

/** Distinct in both themes and by most colour-blind readers; the table behind has the figures. */
const palette = ['#2f6fae', '#d97f1d', '#3f9467', '#9a5bb0', '#c5504a', '#6b7d8c', '#b59a1f', '#2aa1a8']

/** As on the rest of the page. */
const font = '"Source Sans 3", "Segoe UI", system-ui, sans-serif'

/** The first colour, for the part of a range that is not certain. */
const paleColour = 'rgba(47, 111, 174, 0.4)'

interface Colours {
  ink: string
  line: string
}

const printColours: Colours = { ink: '#000000', line: '#bbbbbb' }

function themeColours(): Colours {
  const style = getComputedStyle(document.documentElement)
  const variable = (name: string) => style.getPropertyValue(name).trim()
  return { ink: variable('--ink'), line: variable('--line') }
}

interface ChartProps {
  data: ChartData
  /** A bar or point was clicked; by keyboard the table behind leads there. */
  onOpen: (cell: string) => void
}

export function Chart({ data, onOpen }: ChartProps) {
  const element = useRef<HTMLDivElement>(null)
  const { format } = useTexts()
  const opened = useRef(onOpen)
  useEffect(() => {
    opened.current = onOpen
  })
  useEffect(() => {
    if (!element.current) return undefined
    const chart = init(element.current, null, { renderer: 'canvas' })
    const draw = (colours: Colours) => chart.setOption(optionOf(data, format, colours), true)
    draw(themeColours())
    chart.on('click', ({ seriesIndex = 0, dataIndex }) => {
      const cell = data.cells[seriesIndex]?.[dataIndex]
      if (cell) opened.current(cell)
    })
    return follow(chart, element.current, draw)
  }, [data, format])
  return <div ref={element} style={{ height: '100%' }} />
}

/** Draws again when the window, the theme or the medium changes. Returns what ends it. */
function follow(chart: ECharts, element: HTMLElement, draw: (colours: Colours) => void): () => void {
  const redraw = () => draw(themeColours())
  const sizes = new ResizeObserver(() => chart.resize())
  sizes.observe(element)
  const themes = new MutationObserver(redraw)
  themes.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  const dark = matchMedia('(prefers-color-scheme: dark)')
  const print = () => draw(printColours)
  dark.addEventListener('change', redraw)
  addEventListener('beforeprint', print)
  addEventListener('afterprint', redraw)
  return () => {
    sizes.disconnect()
    themes.disconnect()
    dark.removeEventListener('change', redraw)
    removeEventListener('beforeprint', print)
    removeEventListener('afterprint', redraw)
    chart.dispose()
  }
}

function optionOf(data: ChartData, format: Texts['format'], { ink, line }: Colours): EChartsCoreOption {
  const text = { color: ink, fontFamily: font, fontSize: 14 }
  const categories = {
    type: 'category',
    data: data.categories,
    axisLabel: { ...text, width: 170, overflow: 'truncate' },
    axisLine: { lineStyle: { color: line } },
    axisTick: { show: false },
    ...(!data.isTime && { inverse: true }),
  }
  const values = {
    type: 'value',
    minInterval: 1,
    axisLabel: {
      ...text,
      hideOverlap: true,
      formatter: (value: number) =>
        data.currency
          ? format.money({ low: String(value), high: String(value), currency: data.currency })
          : format.number(value),
    },
    splitLine: { lineStyle: { color: line } },
  }
  const isNamed = data.series.length > 1 && !data.hasHigh
  return {
    animation: false,
    color: palette,
    // Patterns beside colours where several series share the chart.
    aria: { enabled: false, decal: { show: isNamed && !data.isTime } },
    grid: { left: 4, right: data.isTime ? 28 : 72, top: isNamed ? 44 : 12, bottom: 4, containLabel: true },
    ...(isNamed && { legend: { type: 'plain', top: 0, left: 0, textStyle: text, icon: 'roundRect' } }),
    xAxis: data.isTime ? categories : values,
    yAxis: data.isTime ? values : categories,
    series: data.series.map((series, index) => seriesOption(data, series, index, text)),
  }
}

/** The high end of a range is a paler bar that begins at the low end. */
const seriesOption = (
  data: ChartData,
  { name, values }: ChartData['series'][number],
  index: number,
  text: object,
): object => ({
  name,
  data: values,
  ...(data.isTime
    ? { type: 'line', symbolSize: 7, lineStyle: { width: 2.5 }, connectNulls: false }
    : { type: 'bar', stack: 'all', barMaxWidth: 26 }),
  ...(data.hasHigh && index === 1 && { itemStyle: { color: paleColour } }),
  ...(data.labels.length > 0 &&
    !data.isTime &&
    index === data.series.length - 1 && {
      label: {
        ...{ show: true, position: 'right', distance: 8, ...text },
        formatter: ({ dataIndex }: { dataIndex: number }) => data.labels[dataIndex] ?? '',
      },
    }),
})
