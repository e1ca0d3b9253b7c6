(() => {
  "use strict";
  const root = document.documentElement;
  const data = JSON.parse(document.getElementById("report-data").textContent);
  const DIGITS = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
  const level = (digits, column) => digits ? DIGITS.indexOf(digits[column]) / 61 : 0;
  const colour = name => getComputedStyle(root).getPropertyValue("--" + name).trim();
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const charts = [];

  // ---- wording of axes and tips
  const two = n => String(n).padStart(2, "0");
  const clock = at => {
    const time = new Date(at);
    return two(time.getUTCHours()) + ":" + two(time.getUTCMinutes()) + ":" + two(time.getUTCSeconds());
  };
  const span = millis => {
    const seconds = millis / 1000;
    if (millis < 1000) return Math.round(millis) + " ms";
    if (seconds < 100) return +seconds.toFixed(1) + " s";
    const minutes = seconds / 60;
    return minutes < 100 ? +minutes.toFixed(1) + " min" : +(minutes / 60).toFixed(1) + " h";
  };
  const bytes = count => {
    const units = ["B", "KiB", "MiB", "GiB", "TiB"];
    let unit = 0;
    while (count >= 1024 && unit < 4) { count /= 1024; unit++; }
    return (count >= 100 ? Math.round(count) : +count.toFixed(1)) + " " + units[unit];
  };
  const short = (text, most) => text.length > most ? text.slice(0, most - 1) + "…" : text;
  const wrapped = text => text.replace(/(.{1,70})(\s|$)|(.{70})/g, (all, words, gap, chunk) => (words || chunk) + "\n").trim();
  const tip = { renderMode: "richText", confine: true, transitionDuration: 0, backgroundColor: "", borderColor: "", textStyle: {} };
  const tipStyle = () => ({ ...tip, backgroundColor: colour("paper"), borderColor: colour("line-strong"),
    textStyle: { color: colour("ink"), fontSize: 12, fontFamily: getComputedStyle(document.body).fontFamily } });
  const words = () => ({ color: colour("soft"), fontSize: 12, fontFamily: getComputedStyle(document.body).fontFamily });

  const draw = (id, height, option) => {
    const place = document.getElementById(id);
    if (!place) return null;
    place.style.height = height() + "px";
    const chart = echarts.init(place, null, { renderer: "canvas" });
    const refresh = () => {
      place.style.height = height() + "px";
      chart.resize({ animation: { duration: 0 } });
      chart.setOption(option(), true);
    };
    refresh();
    charts.push(refresh);
    return chart;
  };

  // ---- timeline: rows of processes on a common clock
  const ROW = 22, VISIBLE = 26, LOAD = 70;
  const end = data.from + data.step * data.columns;
  const rows = data.rows;
  const bars = data.bars.filter(bar => bar.to >= data.from && bar.from <= end);
  const hasLoad = data.running.length > 0 || data.alive.length > 0;
  const shown = () => Math.min(rows.length, VISIBLE);
  const top = () => (hasLoad ? LOAD + 38 : 8) + (bars.length ? bars.length * 14 + 14 : 0);

  const rowShape = (params, api) => {
    const index = api.value(0), row = rows[index];
    const at = api.coord([row.from, index]), till = api.coord([row.to, index]);
    const size = api.size([data.step, 1]);
    const thick = Math.min(16, size[1] * .72), y = at[1] - thick / 2;
    const area = params.coordSys;
    const clip = (x, width) => echarts.graphic.clipRectByRect({ x, y, width, height: thick }, area);
    const children = [];
    const base = clip(at[0], Math.max(2, till[0] - at[0]));
    if (!base) return null;
    children.push({ type: "rect", shape: base, style: { fill: colour("idle") } });
    const busy = colour("busy"), gc = colour("gc");
    for (let column = 0; column < data.columns; column++) {
      const load = level(row.busy, column), stopped = level(row.gc, column);
      if (load <= 0 && stopped <= 0) continue;
      const x = api.coord([data.from + column * data.step, index])[0];
      if (load > 0) {
        const cell = clip(x, size[0] + .6);
        if (cell) children.push({ type: "rect", shape: cell, style: { fill: busy, opacity: .18 + .62 * load } });
      }
      if (stopped > .015) {
        const high = Math.max(2, thick * stopped);
        const cell = echarts.graphic.clipRectByRect({ x, y: y + thick - high, width: size[0] + .6, height: high }, area);
        if (cell) children.push({ type: "rect", shape: cell, style: { fill: gc } });
      }
    }
    if (row.heap) children.push(...heapLine(row, index, api, area, y, thick));
    if (row.lost) {
      const x = till[0];
      if (x >= area.x && x <= area.x + area.width) children.push({ type: "rect", shape: { x: x - 1, y: y - 2, width: 2, height: thick + 4 }, style: { fill: colour("bad") } });
    }
    return { type: "group", children };
  };
  const heapLine = (row, index, api, area, y, thick) => {
    const points = [];
    for (let column = 0; column < data.columns; column++) {
      const full = level(row.heap, column);
      if (full <= 0) continue;
      const x = api.coord([data.from + (column + .5) * data.step, index])[0];
      if (x >= area.x && x <= area.x + area.width) points.push([x, y + thick * (1 - full)]);
    }
    return points.length < 2 ? [] : [{ type: "polyline", shape: { points }, style: { stroke: colour("ink"), lineWidth: 1, fill: "none", opacity: .75 } }];
  };
  const stageShape = (params, api) => {
    const bar = bars[api.value(0)];
    const at = api.coord([bar.from, api.value(0)]), till = api.coord([bar.to, api.value(0)]);
    const shape = echarts.graphic.clipRectByRect({ x: at[0], y: at[1] - 4, width: Math.max(2, till[0] - at[0]), height: 8 }, params.coordSys);
    return shape && { type: "rect", shape: { ...shape, r: 2 }, style: { fill: bar.failed ? colour("bad") : colour("busy"), opacity: .75 } };
  };
  const KINDS = { REMOVED: ["circle", "bad", 8], HEARTBEAT: ["circle", "doubt", 7], MEMORY_ERROR: ["diamond", "bad", 10],
    TASK_FAILED: ["circle", "soft", 6], ENDED: ["circle", "bad", 8] };
  const ENDS = ["REMOVED", "ENDED"];
  const marks = rows.flatMap((row, index) => row.marks.map(mark => ({
    value: [mark.at, index], symbol: KINDS[mark.kind][0], symbolSize: KINDS[mark.kind][2],
    shade: ENDS.includes(mark.kind) && !row.lost ? "soft" : KINDS[mark.kind][1],
    told: row.name + " · " + clock(mark.at) + "\n" + wrapped(mark.text) })));

  const rowTip = index => {
    const row = rows[index];
    const lines = [(row.name === "driver" ? "driver" : "executor " + row.name) + (row.host ? " on " + row.host : ""),
      clock(row.from) + " – " + clock(row.to) + ", " + row.end];
    const most = [...row.gc].reduce((high, digit) => Math.max(high, DIGITS.indexOf(digit) / 61), 0);
    if (row.gc) lines.push("GC up to " + Math.round(most * 100) + " % of " + span(data.step) + (row.exact ? "" : ", as tasks counted it"));
    if (row.busy) lines.push("up to " + row.most / 100 + " tasks at once");
    if (row.heap) lines.push("line: heap in use after collections, top is " + bytes(row.heapMax));
    return lines.join("\n");
  };
  const columnsOf = (values) => values.map((value, column) => [data.from + (column + .5) * data.step, value]);

  const timeline = () => {
    const narrow = document.getElementById("timeline-chart").clientWidth < 560;
    const left = narrow ? 64 : 118, right = 14;
    const stagesTop = hasLoad ? LOAD + 38 : 8;
    const axis = { type: "time", min: data.from, max: end, useUTC: true, axisLine: { lineStyle: { color: colour("line-strong") } },
      axisTick: { show: false }, splitLine: { show: true, lineStyle: { color: colour("line") } }, axisLabel: { show: false } };
    const grids = [{ left, right, top: top(), height: shown() * ROW }];
    const x = [{ ...axis, gridIndex: 0, axisLabel: { ...words(), hideOverlap: true, formatter: value => clock(value) } }];
    const y = [{ type: "category", gridIndex: 0, inverse: true, data: rows.map(row => row.name), axisLine: { show: false }, axisTick: { show: false },
      axisLabel: { ...words(), interval: 0, formatter: (name, index) => short((narrow || name === "driver" ? "" : "exec ") + name, narrow ? 8 : 15), color: (name, index) => rows[index] && rows[index].lost ? colour("bad") : colour("soft") } }];
    const series = [
      { type: "custom", xAxisIndex: 0, yAxisIndex: 0, renderItem: rowShape, clip: true, encode: { x: [1, 2], y: 0 },
        data: rows.map((row, index) => [index, row.from, row.to]), tooltip: { formatter: params => rowTip(params.dataIndex) } },
      { type: "scatter", xAxisIndex: 0, yAxisIndex: 0, data: marks.map(mark => ({ ...mark, itemStyle: { color: colour(mark.shade), borderColor: colour("paper"), borderWidth: 1 } })),
        z: 5, tooltip: { formatter: params => params.data.told } }];
    if (bars.length) {
      grids.push({ left, right, top: stagesTop, height: bars.length * 14 });
      x.push({ ...axis, gridIndex: 1, splitLine: { show: false }, axisLine: { show: false } });
      y.push({ type: "category", gridIndex: 1, inverse: true, data: bars.map(bar => bar.name), axisLine: { show: false }, axisTick: { show: false },
        axisLabel: { ...words(), fontSize: 11, interval: 0, formatter: name => short(name.replace(/^(stage \S+).*/, "$1"), narrow ? 8 : 15) } });
      series.push({ type: "custom", xAxisIndex: 1, yAxisIndex: 1, renderItem: stageShape, clip: true, encode: { x: [1, 2], y: 0 },
        data: bars.map((bar, index) => [index, bar.from, bar.to]),
        tooltip: { formatter: params => { const bar = bars[params.dataIndex]; return wrapped(bar.name) + "\n" + clock(bar.from) + " – " + clock(bar.to) + (bar.failed ? ", failed" : ""); } } });
    }
    if (hasLoad) {
      const index = grids.length;
      grids.push({ left, right, top: 22, height: LOAD });
      x.push({ ...axis, gridIndex: index });
      y.push({ type: "value", gridIndex: index, minInterval: 1, splitNumber: 2, axisLabel: { ...words(), fontSize: 11 }, splitLine: { lineStyle: { color: colour("line") } } });
      const line = (name, values, shade, filled) => ({ name, type: "line", xAxisIndex: index, yAxisIndex: index, data: columnsOf(values), step: filled ? undefined : "middle",
        showSymbol: false, lineStyle: { width: 1.5, color: shade }, itemStyle: { color: shade }, areaStyle: filled ? { color: shade, opacity: .25 } : undefined,
        tooltip: { formatter: params => name + " " + params.value[1] }, silent: true, endLabel: { show: false } });
      if (data.running.length) series.push(line("running tasks", data.running, colour("busy"), true));
      if (data.alive.length) series.push(line("executors", data.alive, colour("soft"), false));
    }
    const all = x.map((_, index) => index);
    const zoom = [{ type: "inside", xAxisIndex: all, zoomOnMouseWheel: "ctrl", moveOnMouseWheel: false, filterMode: "none" }];
    if (rows.length > VISIBLE) zoom.push({ type: "slider", yAxisIndex: 0, right: 0, width: 10, startValue: 0, endValue: VISIBLE - 1, zoomLock: true, brushSelect: false, showDetail: false, filterMode: "weakFilter",
      fillerColor: colour("line-strong"), borderColor: colour("line"), handleSize: 0, moveHandleSize: 0, showDataShadow: false });
    return { animation: false, aria: { enabled: false }, tooltip: tipStyle(), grid: grids, xAxis: x, yAxis: y, series, dataZoom: zoom,
      title: hasLoad ? [{ text: legendOfLoad(), left, top: 3, padding: 0, textStyle: { ...words(), fontSize: 11, lineHeight: 14, fontWeight: "normal" } }] : [] };
  };
  const legendOfLoad = () => [data.running.length ? "running tasks (filled)" : "", data.alive.length ? "executors (line)" : ""].filter(part => part).join(", ");
  if (rows.length) draw("timeline-chart", () => top() + shown() * ROW + 34, timeline);

  // ---- vital signs: a panel for each process, all on one clock
  const vitals = data.vitals, PANEL = 96, GAP = 34;
  const SHADES = { "heap in use": "busy", "heap after GC": "good", "resident, with children": "doubt", "container": "ink" };
  const vitalOption = () => {
    const narrow = document.getElementById("vitals-chart").clientWidth < 560;
    const left = narrow ? 64 : 118, right = 14;
    const from = Math.min(...vitals.map(one => one.times[0])), to = Math.max(...vitals.map(one => one.times[one.times.length - 1]));
    const grids = [], x = [], y = [], series = [], titles = [];
    vitals.forEach((one, index) => {
      const top = 26 + index * (PANEL + GAP), last = index === vitals.length - 1;
      grids.push({ left, right, top, height: PANEL });
      titles.push({ text: (one.name === "driver" ? "driver" : "exec " + one.name), left: 0, top: top - 2, padding: 0,
        textStyle: { ...words(), color: colour(one.lost ? "bad" : "soft"), fontWeight: "normal" } });
      x.push({ type: "time", gridIndex: index, min: from, max: Math.max(to, from + 1000), useUTC: true, axisTick: { show: false }, axisLine: { lineStyle: { color: colour("line-strong") } },
        splitLine: { show: true, lineStyle: { color: colour("line") } }, axisLabel: { ...words(), show: last, hideOverlap: true, formatter: value => clock(value) } });
      const high = Math.max(1, one.heapMax, ...one.lines.flatMap(line => line.bytes));
      const ceiling = one.limit > 0 && one.limit < 4 * high ? Math.max(high, one.limit) : high;
      y.push({ type: "value", gridIndex: index, min: 0, max: ceiling * 1.05, interval: ceiling * 1.05 / 2, axisLabel: { ...words(), fontSize: 11, formatter: value => bytes(value) }, splitLine: { lineStyle: { color: colour("line") } } });
      y.push({ type: "value", gridIndex: index, min: 0, max: 1, show: false });
      const limits = [[one.heapMax, "busy"], [one.limit > ceiling ? 0 : one.limit, "ink"]].filter(([value]) => value > 0);
      if (one.gc.some(share => share > 0)) series.push({ type: "bar", xAxisIndex: index, yAxisIndex: 2 * index + 1, barWidth: 3, itemStyle: { color: colour("gc"), opacity: .55 }, large: true,
        data: one.times.map((at, column) => [at, Math.max(0, one.gc[column])]), tooltip: { formatter: params => "GC took " + Math.round(params.value[1] * 100) + " % up to " + clock(params.value[0]) } });
      one.lines.forEach((line, number) => series.push({ type: "line", xAxisIndex: index, yAxisIndex: 2 * index, showSymbol: false, symbolSize: 6, lineStyle: { width: 1.5, color: colour(SHADES[line.name]) },
        itemStyle: { color: colour(SHADES[line.name]) }, data: one.times.map((at, column) => [at, line.bytes[column] < 0 ? "-" : line.bytes[column]]),
        tooltip: { formatter: params => line.name + " " + bytes(params.value[1]) + " at " + clock(params.value[0]) }, triggerLineEvent: true,
        markLine: number ? undefined : { silent: true, symbol: "none", label: { show: false }, data: limits.map(([value, shade]) => ({ yAxis: value, lineStyle: { type: "dashed", width: 1, color: colour(shade) } })) } }));
    });
    return { animation: false, tooltip: tipStyle(), grid: grids, xAxis: x, yAxis: y, series, title: titles };
  };
  if (vitals.length) draw("vitals-chart", () => 26 + vitals.length * (PANEL + GAP), vitalOption);

  // ---- stages: how their tasks are spread
  const stages = data.stages;
  const stageOption = () => {
    const width = document.getElementById("stage-chart").clientWidth, narrow = width < 560;
    const left = narrow ? 90 : Math.min(300, Math.max(140, width * .3));
    const most = value => Math.max(1, value);
    const quickest = Math.min(...stages.map(stage => most(stage.durations[0]))), slowest = Math.max(...stages.map(stage => most(stage.durations[5])));
    // a logarithm tells nothing within one power of ten
    const scale = slowest / quickest < 12 ? { type: "value", min: 0, splitNumber: narrow ? 3 : 6 } : { type: "log", min: quickest, max: slowest * 1.2 };
    return { animation: false, tooltip: tipStyle(), grid: { left, right: 20, top: 8, bottom: 30 },
      xAxis: { ...scale, axisLabel: { ...words(), hideOverlap: true, formatter: span }, splitLine: { lineStyle: { color: colour("line") } } },
      yAxis: { type: "category", inverse: true, data: stages.map(stage => stage.name), axisLine: { show: false }, axisTick: { show: false },
        axisLabel: { ...words(), interval: 0, formatter: name => short(name, Math.floor(left / 6.6)) } },
      series: [{ type: "boxplot", boxWidth: [8, 12], layout: "horizontal", itemStyle: { color: colour("busy-soft"), borderColor: colour("busy"), borderWidth: 1.3 },
        data: stages.map(stage => stage.durations.slice(0, 5).map(most)), encode: { x: [1, 2, 3, 4, 5] },
        tooltip: { formatter: params => { const q = stages[params.dataIndex].durations;
          return wrapped(stages[params.dataIndex].name) + "\nquickest " + span(q[0]) + "\nmiddle half " + span(q[1]) + " – " + span(q[3]) + "\nmedian " + span(q[2]) + "\n95 % within " + span(q[4]) + "\nslowest " + span(q[5]); } } },
        { type: "scatter", symbolSize: 7, itemStyle: { color: colour("gc") }, data: stages.map((stage, index) => [most(stage.durations[5]), index]),
          tooltip: { formatter: params => "slowest task: " + span(params.value[0]) } }] };
  };
  if (stages.length) draw("stage-chart", () => stages.length * 26 + 44, stageOption);

  // ---- tools
  const refresh = () => charts.forEach(chart => chart());
  const theme = document.getElementById("theme");
  const named = () => { theme.textContent = root.dataset.theme === "dark" ? "Light" : "Dark"; theme.setAttribute("aria-label", theme.textContent + " theme"); };
  named();
  theme.hidden = false;
  theme.addEventListener("click", () => {
    root.dataset.theme = root.dataset.theme === "dark" ? "light" : "dark";
    try { localStorage.setItem("fizzle-theme", root.dataset.theme); } catch { /* it holds for this page then */ }
    named();
    refresh();
  });
  const details = () => [...document.querySelectorAll("main details")];
  const open = document.getElementById("open-all");
  open.hidden = false;
  open.addEventListener("click", () => {
    const opening = open.textContent === "Open all";
    details().forEach(one => { one.open = opening; });
    open.textContent = opening ? "Close all" : "Open all";
  });
  document.querySelectorAll(".copy").forEach(button => {
    button.hidden = false;
    button.addEventListener("click", async () => {
      const code = button.parentElement.querySelector("code");
      try {
        await navigator.clipboard.writeText(code.textContent);
        button.textContent = "Copied";
      } catch {
        getSelection().selectAllChildren(code);
        button.textContent = "Selected";
      }
      setTimeout(() => { button.textContent = "Copy"; }, 1600);
    });
  });

  let wasClosed = [];
  addEventListener("beforeprint", () => {
    wasClosed = details().filter(one => !one.open);
    wasClosed.forEach(one => { one.open = true; });
    refresh();
  });
  addEventListener("afterprint", () => {
    wasClosed.forEach(one => { one.open = false; });
    refresh();
  });
  let waiting = 0;
  addEventListener("resize", () => { clearTimeout(waiting); waiting = setTimeout(refresh, 80); });
  root.dataset.drawn = String(charts.length);
})();
