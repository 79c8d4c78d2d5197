// `lofte_import_bench [TRIALS]`: a policy of 90 kB, read as `lofte import` reads it, beside cmark-gfm rendering the same text to HTML. The
// text is a notice of our own: the ticket shop's, in five languages. See docs/benchmarks.md.
#include <cmark-gfm.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <vector>

#include "base/file.h"
#include "importer/draft.h"
#include "importer/importer.h"
#include "lint/finding.h"
#include "notice/render.h"
#include "policy/reader.h"
#include "prose/document.h"

namespace {

using namespace lofte;

constexpr std::size_t kBytes = 90'000;

double Milliseconds() { return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count(); }

template <typename Work>
double Time(Work work) {
  const double begun = Milliseconds();
  work();
  return Milliseconds() - begun;
}

double Median(std::vector<double> all) {
  std::sort(all.begin(), all.end());
  return all[all.size() / 2];
}

std::string FileOf(const std::string& path) { return ReadFile(std::string(LOFTE_SOURCE_DIR "/examples/hellotickets/") + path).value(); }

policy::Policy Shop() {
  Issues issues;
  return policy::ReadPolicy("policy.yaml", FileOf("policy.yaml"), issues).value();
}

std::string NoticeIn(const std::string& language, const policy::Policy& policy) {
  Issues issues;
  const std::string path = "words/" + language + ".yaml";
  const notice::Words words = notice::ReadWords(path, FileOf(path), language, policy, issues).value();
  return notice::RenderText(notice::BuildNotice(policy), notice::Voice(*notice::Phrases::Find(language), words));
}

// A text of kBytes, of one language (its notice again and again) or of all five one after the other.
std::string TextIn(const std::vector<std::string>& languages, const policy::Policy& policy) {
  std::string text;
  for (std::size_t i = 0; text.size() < kBytes; ++i) text += NoticeIn(languages[i % languages.size()], policy) + "\n";
  text.resize(text.rfind('\n', kBytes) + 1);
  return text;
}

// Interleaved, so that what else the machine does meets both alike.
void Measure(const char* name, const std::string& text, int trials) {
  std::vector<double> prose, facts, draft, peer;
  for (int i = 0; i < trials; ++i) {
    prose::Document document;
    importer::Facts read;
    std::string yaml;
    prose.push_back(Time([&] { document = prose::Read(text, "policy.txt").value(); }));
    facts.push_back(Time([&] { read = importer::ReadFacts(document); }));
    draft.push_back(Time([&] { yaml = importer::DraftYaml(read, "policy.txt", std::string(64, 'a'), lint::LintProse(read)); }));
    peer.push_back(Time([&] { std::free(cmark_markdown_to_html(text.data(), text.size(), CMARK_OPT_DEFAULT)); }));
  }
  const double both = Median(prose) + Median(facts);
  std::printf("%-10s %6zu bytes  prose %6.1f ms  facts %6.1f ms  lint and draft %6.1f ms  cmark-gfm %5.1f ms  ratio %.2f\n", name,
              text.size(), Median(prose), Median(facts), Median(draft), Median(peer), Median(peer) / both);
}

}  // namespace

int main(int argc, char** argv) {
  const int trials = argc > 1 ? std::max(1, std::atoi(argv[1])) : 15;
  const policy::Policy policy = Shop();
  // What is made once in a run of the program: the vocabularies.
  std::printf("first text, with the vocabularies read: %.1f ms\n",
              Time([&] { importer::ReadFacts(prose::Read("We keep it for 3 years.", "policy.txt").value()); }));
  for (const char* language : {"en", "nb", "sv", "da"}) Measure(language, TextIn({language}, policy), trials);
  Measure("all five", TextIn({"en", "nb", "nn", "sv", "da"}, policy), trials);
}
