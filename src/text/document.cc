#include "text/document.h"

#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <string>

#include "base/limits.h"
#include "base/utf8.h"
#include "text/places.h"
#include "text/tree_builder.h"

namespace lofte::text {
namespace {

constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// Refuses the second document of a file where it starts, before any of it is read.
class NoSecondDocument final : public YAML::EventHandler {
 public:
  NoSecondDocument(Places& places, Issues& issues) : places_(places), issues_(issues) {}

  void OnDocumentStart(const YAML::Mark& mark) override {
    const std::size_t offset = mark.pos < 0 ? 0 : static_cast<std::size_t>(mark.pos);
    Add(issues_, {Severity::kError, "several-documents", "a second document starts here", places_.At(offset),
                  "keep one document in a file, and its keys on one level of indentation"});
    throw Stop{};
  }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}

 private:
  Places& places_;
  Issues& issues_;
};

// YAML 1.2 has no control characters but tab and line ends, and we have no line end that is a carriage return alone: places would differ.
std::size_t FindControl(std::string_view source) {
  for (std::size_t at = 0; at < source.size(); at += DecodeUtf8(source, at).bytes) {
    const auto byte = static_cast<unsigned char>(source[at]);
    if (byte == '\r' && source.substr(at, 2) == "\r\n") continue;
    if ((byte < 0x20 && byte != '\t' && byte != '\n') || byte == 0x7F) return at;
    const bool c1 = byte == 0xC2 && static_cast<unsigned char>(source[at + 1]) < 0xA0 && static_cast<unsigned char>(source[at + 1]) != 0x85;
    if (c1) return at;
  }
  return std::string_view::npos;
}

bool CheckBytes(std::string_view file, std::string_view source, Issues& issues) {
  const auto refuse = [&](std::size_t at, std::string code, std::string message, std::string help) {
    Add(issues, {Severity::kError, std::move(code), std::move(message), Places(file, source).At(at), std::move(help)});
    return false;
  };
  if (source.size() > limits::kFileBytes)
    return refuse(0, "too-large", "a file of more than " + std::to_string(limits::kFileBytes) + " bytes", "split the file");
  if (const std::size_t at = FindInvalidUtf8(source); at != std::string_view::npos)
    return refuse(at, "encoding", "a byte that is not UTF-8", "save the file as UTF-8");
  if (const std::size_t at = FindControl(source); at != std::string_view::npos)
    return refuse(at, "control-character", "a control character", "take it away; a line ends in a line feed");
  return true;
}

// A tab before the first other character of the last line that is not empty, or of the one above it: the parser may notice it late.
std::size_t FindIndentingTab(std::string_view source) {
  std::size_t end = source.size();
  for (int lines = 0; lines < 2; ++lines) {
    const std::size_t before = source.substr(0, end).rfind('\n');
    const std::size_t start = before == std::string_view::npos ? 0 : before + 1;
    const std::size_t indent = std::min(source.find_first_not_of(" \t", start), source.size());
    if (const std::size_t tab = source.substr(0, indent).find('\t', start); tab != std::string_view::npos) return tab;
    if (start == 0) return std::string_view::npos;
    end = start - 1;
  }
  return std::string_view::npos;
}

std::string LowerFirst(std::string text) {
  if (!text.empty() && text[0] >= 'A' && text[0] <= 'Z') text[0] = static_cast<char>(text[0] - 'A' + 'a');
  return text;
}

}  // namespace

std::optional<Node> ReadYaml(std::string_view file, std::string_view source, Issues& issues) {
  if (source.substr(0, kByteOrderMark.size()) == kByteOrderMark) source.remove_prefix(kByteOrderMark.size());
  if (!CheckBytes(file, source, issues)) return std::nullopt;
  Places places(file, source);
  TreeBuilder builder(source, places, issues);
  try {
    std::istringstream stream{std::string(source)};
    YAML::Parser parser(stream);
    if (!parser.HandleNextDocument(builder)) {
      Add(issues, {Severity::kError, "empty-file", "there is nothing in this file", places.At(0), "write a map of keys and values"});
      return std::nullopt;
    }
    NoSecondDocument second(places, issues);
    while (parser.HandleNextDocument(second)) {
    }
  } catch (const Stop&) {
    return std::nullopt;
  } catch (const YAML::Exception& mistake) {
    const std::size_t offset = mistake.mark.pos < 0 ? 0 : static_cast<std::size_t>(mistake.mark.pos);
    const std::size_t tab = FindIndentingTab(source.substr(0, offset + 1));
    if (tab != std::string_view::npos) {
      Add(issues, {Severity::kError, "yaml", "a tab; YAML indents with spaces", places.At(tab), "replace it by spaces"});
    } else {
      Add(issues, {Severity::kError, "yaml", "not well-formed YAML: " + LowerFirst(mistake.msg), places.At(offset),
                   "check the indentation and the quotes here and on the line above"});
    }
    return std::nullopt;
  }
  return builder.TakeRoot();
}

std::size_t FindInvalidUtf8(std::string_view bytes) {
  for (std::size_t at = 0; at < bytes.size();) {
    const CodePoint point = DecodeUtf8(bytes, at);
    if (!point.valid) return at;
    at += point.bytes;
  }
  return std::string_view::npos;
}

}  // namespace lofte::text
