# Runs a target of build/targets.proj: ./build.ps1 [target [arguments passed on]]; without a target it lists them.
# In PowerShell, `--` needs quotes to be passed on.
$ErrorActionPreference = 'Stop'
$PSNativeCommandUseErrorActionPreference = $false
$target = $args[0]

# PowerShell takes -p:Name=value apart at the colon, and a,b at the comma.
$rest = @()
foreach ($argument in $args | Select-Object -Skip 1) {
    $text = @($argument) -join ','
    if ($rest.Count -gt 0 -and $rest[-1] -match '^-[^:]+:$') { $rest[-1] += $text } else { $rest += $text }
}

$env:DOTNET_NOLOGO = '1'
if (-not $env:DOTNET_CLI_TELEMETRY_OPTOUT) { $env:DOTNET_CLI_TELEMETRY_OPTOUT = '1' }

if (-not (Get-Command dotnet -ErrorAction SilentlyContinue)) {
    [Console]::Error.WriteLine("build.ps1: no 'dotnet' on PATH; install the .NET SDK 10 (https://dotnet.microsoft.com/download) and try again.")
    exit 127
}

function Ask([string] $property, [string] $name) {
    $answer = & dotnet msbuild build/targets.proj -nologo -t:Describe "-p:Name=$name" "-getProperty:$property"
    if ($LASTEXITCODE -ne 0) {
        $answer | ForEach-Object { [Console]::Error.WriteLine($_) }
        exit $LASTEXITCODE
    }
    $answer
}

Push-Location $PSScriptRoot
try {
    if (-not $target) {
        'Usage: ./build.ps1 <target> [arguments passed on]'
        Ask Listing ''
        exit 0
    }

    $command = if ($target -cmatch '^[a-z-]+$') { Ask Command $target }
    if (-not $command) {
        [Console]::Error.WriteLine("build.ps1: unknown target '$target'; expected one of $(Ask Names '').")
        exit 2
    }

    # As quoted text, because PowerShell replaces *, ? and ~ in the values of variables by names of files.
    $words = @(-split $command) + $rest | ForEach-Object { "'$([Management.Automation.Language.CodeGeneration]::EscapeSingleQuotedStringContent($_))'" }
    Invoke-Expression "& $words"
    exit $LASTEXITCODE
}
finally {
    Pop-Location
}
