// Golden tests of the command: ui_runner POL FOLDER [--update].
//
// A case is one .pol file. Its first lines may hold directives:
//   // args: check $file        what to run (this is the default); "-" reads it as standard input
//   // one-language             the output does not depend on the language: one golden, NAME.txt
//   // repeat: KEY 10000 TEXT   @KEY@ in the file stands for so many copies of TEXT;
//                               \n is a line end, {n} the number of the copy
// Beside it lie NAME.zh.txt and NAME.en.txt: what is printed, then the exit code. A name begins
// with fail_ if and only if the exit code is not 0. --update (or POL_UPDATE=1) writes the goldens
// anew; review the difference. At the end every code of the .def files must stand in some golden.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "compiler/diag/diagnostic.h"

namespace {

namespace fs = std::filesystem;

constexpr unsigned kSeconds = 60;  // for one run, on a busy machine under a sanitizer

std::string ReadFile(const fs::path& path) {
  std::ifstream in(path, std::ios::binary);
  std::stringstream text;
  text << in.rdbuf();
  return text.str();
}

void WriteFile(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

struct Case {
  fs::path path;
  std::vector<std::string> args = {"check", "$file"};
  bool one_language = false;
  std::string source;  // with what `repeat` stands for
  bool expanded = false;
};

std::vector<std::string> Split(const std::string& text) {
  std::vector<std::string> words;
  std::string word;
  bool quoted = false, any = false;
  for (const char c : text) {
    if (c == '\'') {
      quoted = !quoted;
      any = true;
    } else if (c == ' ' && !quoted) {
      if (any) words.push_back(word);
      word.clear();
      any = false;
    } else {
      word += c;
      any = true;
    }
  }
  if (any) words.push_back(word);
  return words;
}

void Replace(std::string* text, const std::string& what, const std::string& by) {
  for (size_t at = text->find(what); at != std::string::npos;
       at = text->find(what, at + by.size())) {
    text->replace(at, what.size(), by);
  }
}

void Repeat(const std::string& directive, Case* c) {
  std::istringstream in(directive);
  std::string key, text;
  size_t count = 0;
  in >> key >> count;
  std::getline(in, text);
  if (!text.empty()) text.erase(0, 1);
  Replace(&text, "\\n", "\n");
  std::string all;
  for (size_t i = 0; i < count; ++i) {
    std::string one = text;
    Replace(&one, "{n}", std::to_string(i + 1));
    all += one;
  }
  Replace(&c->source, "@" + key + "@", all);
  c->expanded = true;
}

Case Load(const fs::path& path) {
  Case c;
  c.path = path;
  c.source = ReadFile(path);
  std::istringstream lines(c.source);
  std::string line;
  while (std::getline(lines, line)) {
    if (line.starts_with("\xEF\xBB\xBF")) line.erase(0, 3);
    if (line.ends_with('\r')) line.pop_back();
    if (line.starts_with("// args: ")) {
      c.args = Split(line.substr(9));
    } else if (line == "// one-language") {
      c.one_language = true;
    } else if (line.starts_with("// repeat: ")) {
      Repeat(line.substr(11), &c);
    } else {
      break;
    }
  }
  return c;
}

struct Outcome {
  std::string text;
  int exit = -1;
};

// Runs in `folder`, so that messages name the file and not where the tests lie.
Outcome Run(const std::string& pol, const Case& c, const fs::path& folder,
            const std::string& language) {
  const fs::path out = folder / ".ui_out", err = folder / ".ui_err", in = folder / ".ui_in";
  std::vector<std::string> args = {pol};
  bool standard_input = false;
  for (std::string arg : c.args) {
    Replace(&arg, "$file", c.path.filename().string());
    standard_input = standard_input || arg == "-";
    args.push_back(arg);
  }
  if (!language.empty()) {
    args.push_back("--lang");
    args.push_back(language);
  }
  WriteFile(in, standard_input ? c.source : "");
  const pid_t child = fork();
  if (child == 0) {
    if (chdir(folder.c_str()) != 0) _exit(126);
    const int i = open(in.c_str(), O_RDONLY),
              o = open(out.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600),
              e = open(err.c_str(), O_CREAT | O_TRUNC | O_WRONLY, 0600);
    if (i < 0 || o < 0 || e < 0) _exit(126);
    dup2(i, 0);
    dup2(o, 1);
    dup2(e, 2);
    setenv("LC_ALL", "C", 1);  // Chinese keywords must not depend on the locale
    setenv("NO_COLOR", "1", 1);
    setenv("COLUMNS", "100", 1);
    alarm(kSeconds);
    std::vector<char*> raw;
    for (std::string& arg : args) raw.push_back(arg.data());
    raw.push_back(nullptr);
    execv(pol.c_str(), raw.data());
    _exit(127);
  }
  int status = 0;
  waitpid(child, &status, 0);
  Outcome outcome;
  outcome.exit = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  outcome.text = ReadFile(out) + ReadFile(err) + "(exit " + std::to_string(outcome.exit) + ")\n";
  return outcome;
}

// The first line in which two texts differ.
std::string Difference(const std::string& expected, const std::string& actual) {
  std::istringstream left(expected), right(actual);
  std::string a, b;
  for (int line = 1;; ++line) {
    const bool more_left = static_cast<bool>(std::getline(left, a));
    const bool more_right = static_cast<bool>(std::getline(right, b));
    if (!more_left && !more_right) return "";
    if (a == b && more_left == more_right) continue;
    return "  line " + std::to_string(line) + "\n  expected: " + (more_left ? a : "(end)") +
           "\n  actual:   " + (more_right ? b : "(end)") + "\n";
  }
}

class Runner {
 public:
  Runner(std::string pol, fs::path folder, bool update)
      : pol_(std::move(pol)), folder_(std::move(folder)), update_(update) {
    std::string pattern = (fs::temp_directory_path() / "pol_ui_XXXXXX").string();
    work_ = mkdtemp(pattern.data());
  }
  ~Runner() { fs::remove_all(work_); }

  int Go() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      const fs::path& path = entry.path();
      if (path.extension() == ".pol" && !path.filename().string().starts_with("_"))
        files.push_back(path);
    }
    std::sort(files.begin(), files.end());
    for (const fs::path& file : files) Check(file);
    Codes();
    Orphans(files);
    std::printf("%zu cases, %d failed\n", files.size(), failed_);
    return failed_ == 0 ? 0 : 1;
  }

 private:
  void Fail(const fs::path& path, const std::string& why) {
    ++failed_;
    std::printf("FAILED %s\n%s\n", path.lexically_relative(folder_).c_str(), why.c_str());
  }

  void Check(const fs::path& path) {
    const Case c = Load(path);
    // Each case has a folder of its own; files beginning with _ lie beside it for imports.
    const fs::path place = work_ / "case";
    fs::remove_all(place);
    fs::create_directories(place);
    for (const auto& entry : fs::directory_iterator(path.parent_path())) {
      if (entry.path().filename().string().starts_with("_")) {
        fs::copy_file(entry.path(), place / entry.path().filename());
      }
    }
    WriteFile(place / path.filename(), c.source);
    const std::vector<std::string> languages =
        c.one_language ? std::vector<std::string>{""} : std::vector<std::string>{"zh", "en"};
    for (const std::string& language : languages) {
      const Outcome outcome = Run(pol_, c, place, language);
      const bool fails = path.filename().string().starts_with("fail_");
      if (fails != (outcome.exit != 0)) {
        Fail(path, "  the name says that it " + std::string(fails ? "fails" : "passes") +
                       ", but exit " + std::to_string(outcome.exit) + "\n" + outcome.text);
      }
      fs::path golden = path;
      golden.replace_extension(language.empty() ? ".txt" : "." + language + ".txt");
      goldens_.insert(golden);
      if (update_) WriteFile(golden, outcome.text);
      const std::string expected = ReadFile(golden);
      if (expected != outcome.text) {
        Fail(golden, Difference(expected, outcome.text));
      }
      text_ += expected;
    }
  }

  void Codes() {
    for (const pol::diag::Code code : pol::diag::AllCodes()) {
      const pol::diag::CodeInfo& info = pol::diag::Info(code);
      if (text_.find("[" + std::string(info.code) + "]") == std::string::npos) {
        Fail(folder_,
             "  no golden holds " + std::string(info.code) + " " + std::string(info.identifier));
      }
    }
  }

  // A golden without its case would never be compared.
  void Orphans(const std::vector<fs::path>&) {
    for (const auto& entry : fs::recursive_directory_iterator(folder_)) {
      const fs::path& path = entry.path();
      const std::string name = path.filename().string();
      if (path.extension() != ".txt" || name == "CMakeLists.txt" || goldens_.contains(path))
        continue;
      if (update_) {
        fs::remove(path);
      } else {
        Fail(path, "  belongs to no case");
      }
    }
  }

  std::string pol_;
  fs::path folder_, work_;
  bool update_;
  int failed_ = 0;
  std::set<fs::path> goldens_;
  std::string text_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc < 3) {
    std::fprintf(stderr, "ui_runner POL FOLDER [--update]\n");
    return 2;
  }
  const char* environment = std::getenv("POL_UPDATE");
  const bool update = (argc > 3 && std::string(argv[3]) == "--update") ||
                      (environment && std::string(environment) == "1");
  return Runner(fs::absolute(argv[1]).string(), fs::absolute(argv[2]), update).Go();
}
