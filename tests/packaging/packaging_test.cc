// The man page and the completion name every command and option that there is, and no other.
#include <gtest/gtest.h>

#include <regex>
#include <set>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/file.h"
#include "cli/commands.h"

namespace lofte::tests {
namespace packaging_test {

using Names = std::set<std::string>;

std::string HelpOf(std::vector<std::string> words) {
  words.insert(words.begin(), "lofte");
  words.push_back("--help");
  std::vector<const char*> argv;
  for (const std::string& word : words) argv.push_back(word.c_str());
  testing::internal::CaptureStdout();
  cli::Run(static_cast<int>(argv.size()), argv.data(), FixedClock(0));
  return testing::internal::GetCapturedStdout();
}

// What the first group of the pattern matches, each once.
Names Found(const std::string& text, const std::string& pattern) {
  const std::regex regex(pattern);
  Names names;
  for (auto at = std::sregex_iterator(text.begin(), text.end(), regex); at != std::sregex_iterator(); ++at) names.insert((*at)[1]);
  return names;
}

Names CommandsOf(const std::string& help) {
  const std::size_t at = help.find("Subcommands:");
  return at == std::string::npos ? Names() : Found(help.substr(at), "\n  ([a-z]+) ");
}

// Commands with their options: `hold add` -> `at`, `json`, ..
std::map<std::string, Names> Options() {
  std::map<std::string, Names> options;
  for (const std::string& command : CommandsOf(HelpOf({}))) {
    const Names verbs = CommandsOf(HelpOf({command}));
    for (const std::string& verb : verbs) options[command + " " + verb] = Found(HelpOf({command, verb}), "--([a-z-]+)");
    if (verbs.empty()) options[command] = Found(HelpOf({command}), "--([a-z-]+)");
  }
  return options;
}

std::string ReadPackaging(const std::string& file) { return ReadFile(LOFTE_SOURCE_DIR "/packaging/" + file).value(); }

TEST(PackagingTest, HelpIsRead) {
  const std::map<std::string, Names> options = Options();
  EXPECT_EQ(options.count("hold add"), 1u);
  EXPECT_GE(options.size(), 10u);
  EXPECT_EQ(options.at("plan").count("out"), 1u);
}

TEST(PackagingTest, ManPageNamesEveryCommandAndOption) {
  const std::string page = ReadPackaging("lofte.1");
  Names wanted = {"help", "version"};
  for (const auto& [command, options] : Options()) {
    EXPECT_NE(page.find(".Cm " + command + "\n"), std::string::npos) << command;
    wanted.insert(options.begin(), options.end());
  }
  EXPECT_EQ(Found(page, "Fl Fl ([a-z-]+)"), wanted);
}

TEST(PackagingTest, CompletionKnowsTheOptionsOfEachCommand) {
  const std::string script = ReadPackaging("lofte.bash");
  const std::string commands = *Found(script, "\"(check [^\"]*) --help --version\"").begin();
  EXPECT_EQ(Found(commands, "([a-z]+)"), CommandsOf(HelpOf({})));
  for (const auto& [command, options] : Options()) {
    const std::string label = command.find(' ') == std::string::npos ? command + "\\*" : "\"" + command + "\"";
    const Names line = Found(script, "\n    " + label + "\\) options=\"([^\"]*)\"");
    ASSERT_EQ(line.size(), 1u) << command;
    EXPECT_EQ(Found(*line.begin(), "--([a-z-]+)"), options) << command;
  }
}

}  // namespace packaging_test
}  // namespace lofte::tests
