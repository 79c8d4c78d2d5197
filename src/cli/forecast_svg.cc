#include "cli/forecast_svg.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/html.h"
#include "base/utf8.h"
#include "cli/output.h"
#include "cli/session.h"

namespace lofte::cli {

using engine::Forecast;
using engine::ForecastLine;

namespace {

constexpr int kWidth_px = 960, kChart_px = 300, kTop_px = 56, kLeft_px = 70, kLegend_px = 20;
constexpr std::size_t kMostColours = 10;
// Told apart by people who see few colours (Okabe and Ito, 2008), then shades of them.
constexpr std::array<const char*, kMostColours> kColours = {"#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9",
                                                            "#d55e00", "#f0e442", "#3b5998", "#7f6000", "#4d7f6e"};
constexpr const char* kOthers = "#999999";

std::string Escaped(const std::string& text) { return EscapedHtml(Printable(text)); }

// What is stacked: the promises with most rows, and the others together.
struct Layer {
  std::string id, words;
  const char* colour = kOthers;
  std::vector<std::int64_t> due;  // rows, and sealed copies
};

std::vector<Layer> LayersOf(const Forecast& forecast, const policy::Policy& policy) {
  const auto sum = [](const ForecastLine* line) { return engine::Sum(line->rows) + engine::Sum(line->copies); };
  std::vector<const ForecastLine*> lines;
  for (const ForecastLine& line : forecast.lines) lines.push_back(&line);
  std::stable_sort(lines.begin(), lines.end(), [&](const auto* a, const auto* b) { return sum(a) > sum(b); });
  std::vector<Layer> layers;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::vector<std::int64_t> none(forecast.until.size(), 0);
    if (i < kMostColours) layers.push_back({lines[i]->promise->id, WordsOf(lines[i]->promise->text, policy), kColours[i], none});
    if (i == kMostColours) layers.push_back({"others", "", kOthers, none});
    for (std::size_t span = 0; span < forecast.until.size(); ++span)
      layers.back().due[span] += lines[i]->rows[span] + lines[i]->copies[span];
  }
  return layers;
}

}  // namespace

std::string SpanName(const Forecast& forecast, std::size_t span) {
  return span == 0 ? "now" : time::Format(forecast.first[span]).substr(0, 7);
}

std::string ForecastSvg(const Forecast& forecast, const policy::Policy& policy) {
  const std::vector<Layer> layers = LayersOf(forecast, policy);
  const std::size_t spans = forecast.until.size();
  std::int64_t most = 1;
  for (std::size_t span = 0; span < spans; ++span) {
    std::int64_t height = 0;
    for (const Layer& layer : layers) height += layer.due[span];
    most = std::max(most, height);
  }
  const int height_px = kTop_px + kChart_px + 40 + kLegend_px * static_cast<int>(layers.size()) + 16;
  const double slot = (kWidth_px - kLeft_px - 20.0) / static_cast<double>(spans);
  const auto y_of = [&](std::int64_t rows) { return kTop_px + kChart_px * (1.0 - static_cast<double>(rows) / static_cast<double>(most)); };
  std::string svg = fmt::format(
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {0} {1}\" width=\"{0}\" height=\"{1}\" font-family=\"sans-serif\" "
      "font-size=\"12\" role=\"img\">\n<title>What falls due, by month and promise, from {2}</title>\n<rect width=\"{0}\" height=\"{1}\" "
      "fill=\"#ffffff\"/>\n<text x=\"{3}\" y=\"28\" font-size=\"16\">What falls due if nothing changes, from {2}: rows and sealed copies "
      "by promise</text>\n",
      kWidth_px, height_px, time::Format(forecast.first.front()), kLeft_px);
  for (const std::int64_t tick : {std::int64_t{0}, most / 2, most})
    svg += fmt::format(
        "<line x1=\"{}\" x2=\"{}\" y1=\"{:.1f}\" y2=\"{:.1f}\" stroke=\"#dddddd\"/>\n<text x=\"{}\" y=\"{:.1f}\" "
        "text-anchor=\"end\">{}</text>\n",
        kLeft_px, kWidth_px - 20, y_of(tick), y_of(tick), kLeft_px - 8, y_of(tick) + 4, Thousands(tick));
  const std::size_t every = spans / 16 + 1;  // names that fit beside each other
  for (std::size_t span = 0; span < spans; ++span) {
    const double x = kLeft_px + slot * static_cast<double>(span);
    std::int64_t below = 0;
    for (const Layer& layer : layers) {
      if (layer.due[span] == 0) continue;
      const double top = y_of(below + layer.due[span]);
      svg +=
          fmt::format("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"><title>{}, {}: {}</title></rect>\n",
                      x + slot * 0.1, top, slot * 0.8, y_of(below) - top, layer.colour, Escaped(layer.id), SpanName(forecast, span),
                      Thousands(layer.due[span]));
      below += layer.due[span];
    }
    if (span % every == 0)
      svg += fmt::format("<text x=\"{:.1f}\" y=\"{}\" text-anchor=\"middle\">{}</text>\n", x + slot / 2, kTop_px + kChart_px + 18,
                         SpanName(forecast, span));
  }
  int y = kTop_px + kChart_px + 44;
  for (const Layer& layer : layers) {
    svg += fmt::format("<rect x=\"{}\" y=\"{}\" width=\"12\" height=\"12\" fill=\"{}\"/>\n<text x=\"{}\" y=\"{}\">{}{}</text>\n", kLeft_px,
                       y, layer.colour, kLeft_px + 20, y + 11, Escaped(layer.id),
                       layer.words.empty() ? "" : ": " + Escaped(Clip(layer.words, 110)));
    y += kLegend_px;
  }
  return svg + "</svg>\n";
}

}  // namespace lofte::cli
