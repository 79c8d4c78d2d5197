// forecast: what falls due, month by month.
#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
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

std::int64_t Sum(const std::vector<std::int64_t>& rows) {
  std::int64_t sum = 0;
  for (const std::int64_t of : rows) sum += of;
  return sum;
}

std::string ShowForecast(const Forecast& of, const policy::Policy& policy, bool colour) {
  constexpr std::size_t kBarWidth = 50;
  std::string out =
      fmt::format("Forecast from {}, if nothing changes: rows of which something falls due\n\n", time::Format(of.first.front()));
  const std::int64_t most = *std::max_element(of.all.rows.begin(), of.all.rows.end());
  if (most == 0) return out + fmt::format("Nothing falls due in {} months.\n", of.until.size() - 1);
  TextTable months;
  for (std::size_t i = 0; i < of.until.size(); ++i) {
    const std::int64_t rows = of.all.rows[i];
    std::vector<Cell> cells = {{SpanName(of, i)}, {Thousands(rows), rows == 0 ? Colour::kGrey : Colour::kBold, true}};
    if (rows > 0) cells.push_back({Bar(rows, most, kBarWidth), i == 0 ? Colour::kRed : Colour::kNone});
    months.Row(std::move(cells));
  }
  out += months.Render(colour) + "\n";
  TextTable promises;
  promises.Row(
      {{"promise", Colour::kGrey}, {"rows", Colour::kGrey, true}, {"now, then by month", Colour::kGrey}, {"words", Colour::kGrey}});
  for (const ForecastLine& line : of.lines)
    promises.Row(
        {{line.promise->id}, {Thousands(Sum(line.rows)), Colour::kBold, true}, {Spark(line.rows)}, {WordsOf(line.promise->text, policy)}});
  return out + promises.Render(colour, OutputWidth()) + "\nA row that two promises want counts in both lines, and once above.\n";
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
  std::fputs((arguments.json ? ForecastJson(*forecast, policy) : ShowForecast(*forecast, policy, ColourOnStdout())).c_str(), stdout);
  return kFine;
}

}  // namespace lofte::cli
