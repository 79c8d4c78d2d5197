// forecast: what falls due, month by month.
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/file.h"
#include "cli/commands.h"
#include "cli/forecast_svg.h"
#include "cli/json.h"
#include "cli/output.h"
#include "cli/session.h"
#include "engine/forecast.h"

namespace lofte::cli {

using engine::Forecast;
using engine::ForecastLine;

namespace {

// Eighths of a character, as terminals draw them.
std::string Bar(std::int64_t rows, std::int64_t most, std::size_t width) {
  static constexpr const char* kParts[] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
  if (most == 0 || rows == 0) return "";
  const auto eighths = std::max<std::int64_t>(1, rows * static_cast<std::int64_t>(8 * width) / most);
  std::string bar;
  for (std::int64_t i = 0; i < eighths / 8; ++i) bar += "█";
  return bar + kParts[eighths % 8];
}

// One character a span, as high as its rows beside the most of the line.
std::string Spark(const std::vector<std::int64_t>& rows) {
  static constexpr const char* kHeights[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
  const std::int64_t most = *std::max_element(rows.begin(), rows.end());
  std::string spark;
  for (const std::int64_t of : rows) spark += of == 0 ? "·" : kHeights[(of * 8 - 1) / most];
  return spark;
}

// Rows and copies: what there is to do.
std::vector<std::int64_t> Both(const ForecastLine& line) {
  std::vector<std::int64_t> both = line.rows;
  for (std::size_t i = 0; i < both.size(); ++i) both[i] += line.copies[i];
  return both;
}

std::string ShowForecast(const Forecast& of, const policy::Policy& policy, bool colour) {
  constexpr std::size_t kBarWidth = 50;
  std::string out =
      fmt::format("Forecast from {}, if nothing changes: rows of which something falls due\n\n", time::Format(of.first.front()));
  const std::vector<std::int64_t> all = Both(of.all);
  const std::int64_t most = *std::max_element(all.begin(), all.end());
  if (most == 0) return out + fmt::format("Nothing falls due in {} months.\n", of.until.size() - 1);
  // Who does not block sees nothing of it.
  const bool seals = engine::Sum(of.sealed) + engine::Sum(of.all.copies) > 0;
  TextTable months;
  if (seals) months.Row({Head(""), Head("rows", true), Head("sealed", true), Head("copies", true)});
  for (std::size_t i = 0; i < of.until.size(); ++i) {
    std::vector<Cell> cells = {{SpanName(of, i)}, Number(of.all.rows[i], Colour::kBold)};
    if (seals) cells.insert(cells.end(), {Number(of.sealed[i], Colour::kBold), Number(of.all.copies[i], Colour::kBold)});
    if (all[i] > 0) cells.push_back({Bar(all[i], most, kBarWidth), i == 0 ? Colour::kRed : Colour::kNone});
    months.Row(std::move(cells));
  }
  out += months.Render(colour) + "\n";
  TextTable promises;
  std::vector<Cell> head = {Head("promise"), Head("rows", true)};
  if (seals) head.push_back(Head("copies", true));
  head.insert(head.end(), {Head("now, then by month"), Head("words")});
  promises.Row(std::move(head));
  for (const ForecastLine& line : of.lines) {
    std::vector<Cell> cells = {{line.promise->id}, Number(engine::Sum(line.rows), Colour::kBold)};
    if (seals) cells.push_back(Number(engine::Sum(line.copies), Colour::kBold));
    cells.insert(cells.end(), {{Spark(Both(line))}, {WordsOf(line.promise->text, policy)}});
    promises.Row(std::move(cells));
  }
  out += promises.Render(colour, OutputWidth()) + "\nA row that two promises want counts in both lines, and once above.\n";
  if (seals)
    out +=
        "Sealed: of the rows, those of which something is sealed and not erased. Copies: sealed ones that are destroyed.\n"
        "Copies of what can be put back (undo) are not counted.\n";
  return out;
}

// Over nothing, or over another picture.
Status WriteSvg(const std::string& file, const std::string& svg) {
  std::error_code ignored;
  if (std::filesystem::exists(file, ignored)) {
    const Result<std::string> there = std::filesystem::is_regular_file(file, ignored) ? ReadFile(file) : Result<std::string>(std::string());
    if (!there || there->rfind("<svg", 0) != 0)
      return Fail(ErrorCode::kInvalid, "`" + file + "` is there and is no picture: name another file with --svg");
  }
  return WriteFileAtomically(file, svg);
}

}  // namespace

int RunForecast(const Arguments& arguments, const Clock& clock) {
  Opened opened = Open(arguments, clock, engine::Access::kRead);
  if (!opened.session) return opened.exit_code;
  Session& session = *opened.session;
  const policy::Policy& policy = session.workspace().policy;
  const Result<Forecast> forecast = engine::MakeForecast(policy, session.sites, session.question, arguments.months);
  if (!forecast) return Report(forecast.error(), arguments);
  if (!arguments.svg_file.empty())
    if (Status written = WriteSvg(arguments.svg_file, ForecastSvg(*forecast, policy)); !written) return Report(written.error(), arguments);
  Print(arguments.json ? ForecastJson(*forecast, policy) : ShowForecast(*forecast, policy, ColourOnStdout()));
  return kFine;
}

}  // namespace lofte::cli
